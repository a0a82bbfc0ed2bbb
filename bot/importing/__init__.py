"""Files that people bring in: opened whatever they are packed and encoded in, and read row by row."""

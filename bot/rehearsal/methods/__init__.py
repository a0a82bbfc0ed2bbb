"""The Web API's methods, one module for each family."""

"""The outreach command."""


def main() -> None:
    """Run the command line."""

"""Read plates and parking places on camera streams and report them to Home Assistant."""

__version__ = "0.1.0"

"""The use cases, one file for each room of the page; each works on the ports alone."""

"""Values that own their meaning: amounts with their unit, ranges, and the time a figure is for."""

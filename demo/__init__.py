"""The product on one machine, with footage made here: to look at, to test and to measure."""

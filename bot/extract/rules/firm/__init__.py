"""How firm it is: begun, planned, only simulated, called off, undone, told in passing."""

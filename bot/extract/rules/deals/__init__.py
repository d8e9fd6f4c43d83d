"""What is handed over, agreed or forbidden, and between whom: arms, pacts, sanctions."""

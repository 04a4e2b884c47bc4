"""How this newsroom writes dates and times, where Django's way is not a newspaper's."""

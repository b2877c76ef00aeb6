"""Stage three: annotations -> claims with chain, stance, roles, time, place and quantities."""

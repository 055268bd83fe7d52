"""The write side: sources, captures, builds, checks and publishing."""

"""The stages of a build: each fills one folder of a release from those before it."""

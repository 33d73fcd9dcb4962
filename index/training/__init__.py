"""How the bundled model was made: `python -m index.training DATA_FOLDER` trains it again."""

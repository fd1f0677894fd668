"""What holds for every test; that this file stands here also lets the tests below import what helps them."""

from hypothesis import settings

# How long an example may take says more of the machine than of the code; `test_cost.py` looks at what things cost.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")

"""What each model knows about a person, declared on the model itself.

Every model of the project has an inner `class Privacy` that names each of its own
fields once, under what happens to it when a person asks to be forgotten.
`tests/learning/test_privacy.py` fails for a model or a field without it, so a new
field about people cannot slip in unnoticed; erasure and export read the same words.

* `kept`: says nothing about a person, or only what a count needs.
* `erased`: emptied, or its row deleted, when the person is erased.
* `pseudonymous`: points at a person by a random id that erasure cuts loose.
"""


def declared_fields(model) -> dict[str, str]:
    """Field name → "kept", "erased" or "pseudonymous", as the model declares it.

    Raises AttributeError if the model has no `Privacy`, ValueError if a field is
    named twice.
    """
    privacy = model.Privacy
    declared: dict[str, str] = {}
    for word in ("kept", "erased", "pseudonymous"):
        for name in getattr(privacy, word, ()):
            if name in declared:
                raise ValueError(f"{model.__name__}.{name} is declared twice")
            declared[name] = word
    return declared

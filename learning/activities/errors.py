"""What can be wrong with a spec or an answer. Codes only: words are given elsewhere."""


class SpecError(ValueError):
    """A lesson spec that breaks the contract.

    ``code`` says what is wrong (``missing``, ``unknown_field``, ``wrong_type``,
    ``unknown_kind``, ``out_of_range``, ``bad_id``, ``bad_number``, ``too_few``,
    ``duplicate_id``, ``unknown_id``, ``no_right``, ``many_right``,
    ``loop``, ``unreachable``, ``not_gradable``, ``never_required``, ``bad_formula``,
    ``not_the_total``, ``not_json``, ``unknown_level``, ``sensitive_required``,
    ``sensitive_in_test``, ``free_text_in_sensitive``, ``below_its_activities``,
    ``voided_required``);
    ``detail`` says where, as a path such as
    ``activities[2].choices[0].id``.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class AnswerError(ValueError):
    """An answer that cannot be taken, which is not the same as a wrong one.

    ``code`` is one of ``wrong_type``, ``empty``, ``too_many``, ``too_long``,
    ``unknown``, ``duplicate``, ``missing``, ``not_a_number``, ``not_answerable``,
    ``two_readings``, ``negative``, ``no_result``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

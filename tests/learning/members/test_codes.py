import re
import uuid

from learning.members import codes

HER, HIS = uuid.uuid4(), uuid.uuid4()


def test_a_code_is_in_groups_of_four_without_look_alikes():
    made = [codes.make_code(codes.RECOVERY_GROUPS) for _ in range(300)]
    assert len(set(made)) == 300
    assert all(re.fullmatch(r"([A-Z3479]{4}-){2}[A-Z3479]{4}", code) for code in made)
    assert not set("".join(made)) & set("ILOU012568")
    assert len(codes.LETTERS) ** 12 > 2**50


def test_a_code_belongs_to_one_account():
    kept = codes.hashed(HER, "KM4T-9WQE-RRCA")
    assert codes.matches(HER, "km4t 9wqe rrca", kept)
    assert codes.matches(HER, "KM4T9WQERRCA", kept)
    assert not codes.matches(HIS, "KM4T-9WQE-RRCA", kept)
    assert not codes.matches(HER, "KM4T-9WQE-RRCB", kept)


def test_what_a_hand_made_of_it_is_read_as_meant():
    assert codes.tidy("2s5g-6B8v-u") == codes.tidy("ZSSGGBBVV")


def test_no_code_matches_no_hash():
    assert not codes.matches(HER, "", "")
    assert not codes.matches(HER, "-" * 64, "")


def test_a_parcel_opens_for_its_owner_alone():
    parcel = codes.wrapped(HER, "KM4T-9WQE-RRCA")
    assert "KM4T" not in parcel
    assert codes.unwrapped(HER, parcel) == "KM4T-9WQE-RRCA"
    assert codes.unwrapped(HIS, parcel) is None
    assert codes.unwrapped(HER, "not a parcel") is None
    assert codes.unwrapped(HER, "") is None

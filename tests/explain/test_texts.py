import pytest

from explain.texts import FOLDER, folders, said


def test_there_are_texts():
    assert len(folders()) > 20


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_text(folder):
    assert said(folder) == (folder / "forventet.txt").read_text(encoding="utf-8")


def test_every_folder_is_a_text():
    others = {path.name for path in FOLDER.iterdir()} - {folder.name for folder in folders()}
    assert others == {"bibliotek"}

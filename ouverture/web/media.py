"""Files that pages offer: a click makes one in the process that has the session, and any other may be asked for it."""

from __future__ import annotations

import pickle
from pathlib import Path

from streamlit.runtime import memory_media_file_storage as streamlits
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError

from ouverture.web.workers import Shelf

SECONDS = 900.0  # from the click; browsers ask within one


class SharedFiles(streamlits.MemoryMediaFileStorage):
    """Streamlit's own storage, which also lays what is to be downloaded where the other processes find it."""

    shelf: Shelf

    def load_and_get_id(
        self, path_or_data: str | bytes, mimetype: str, kind: MediaFileKind, filename: str | None = None
    ) -> str:
        """Keep a file and return its id, made from what it holds."""
        file_id = super().load_and_get_id(path_or_data, mimetype, kind, filename)
        if kind is MediaFileKind.DOWNLOADABLE:
            self.shelf.put(file_id, pickle.dumps(tuple(super().get_file(file_id))))
        return file_id

    def get_file(self, filename: str) -> streamlits.MemoryFile:
        """The file of that name, made here or elsewhere. Raises MediaFileStorageError."""
        try:
            return super().get_file(filename)
        except MediaFileStorageError:
            if (found := self.shelf.get(Path(filename).stem)) is None:
                raise
            return streamlits.MemoryFile(*pickle.loads(found))


def share(folder: Path) -> None:
    """From now on applications of this process keep files so."""
    SharedFiles.shelf = Shelf(folder / "media", SECONDS)
    streamlits.MemoryMediaFileStorage = SharedFiles  # type: ignore[misc]  # what st.App makes one of, and asks nobody

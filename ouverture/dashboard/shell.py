"""What Streamlit runs for each visitor. It reads and compiles this file again whenever nobody else is there: the rest
stands in ``frame``."""

from ouverture.dashboard import frame

frame.main()

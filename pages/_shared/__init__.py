"""What the pages share; the only place from which Streamlit code reaches `kam_analytics`."""

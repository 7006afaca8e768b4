"""Where everybody starts: welcome, help, language, and a word for those who say nothing."""

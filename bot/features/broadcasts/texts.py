"""What is said of broadcasts."""

from bot.core.text import Text

NO_CHAT_YET = Text(sv="har ingen chatt med mig än", en="has no chat with me yet")

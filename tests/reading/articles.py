"""Small articles of our own in the shapes that the reader meets."""

BODY = "外交部发言人周四说，双方将就共同关心的问题交换意见。"
SECOND = "他还说，会谈将于18日至19日在安克雷奇举行，为期两天。"


def epoch_article(body: str, url: str = "https://www.zaobao.com/realtime/china/story20210319-1132568") -> bytes:
    return f"<!--1616161200000-->\n[双方会谈结束]({url})\n------\n\n{body}".encode()


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)

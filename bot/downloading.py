"""Downloading what people sent: Telegram tells where a file lies, then gives it out."""

from bot.transport import DownloadFailed, Failure, Telegram


async def download(telegram: Telegram, file_id: str) -> bytes:
    """The bytes of a file. Raises DownloadFailed."""
    answer = await telegram.call("getFile", {"file_id": file_id})
    if answer.failure is Failure.REFUSED:
        raise DownloadFailed(answer.description, for_good=True)
    if answer.failure is not None:
        raise DownloadFailed(answer.description, for_good=False)
    return await telegram.download(answer.result["file_path"])

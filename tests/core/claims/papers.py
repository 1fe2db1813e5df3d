"""PDFs for tests, written by hand: plain ones, and such as nobody should send."""


def pdf(pages: int = 1, *, box: str = "0 0 595 842", content: bytes | None = None, tail: bytes = b"") -> bytes:
    """A PDF with some pages, each with one line of text."""
    draw = content if content is not None else b"BT /F1 24 Tf 72 720 Td (Invoice 4411) Tj ET"
    kids = " ".join(f"{4 + number} 0 R" for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Length " + str(len(draw)).encode() + b" >>\nstream\n" + draw + b"\nendstream",
    ]
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 3 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    ).encode()
    objects += [page] * pages
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {tail.decode()} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


LOCKED = pdf(
    tail=b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
    b"/O <0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef> "
    b"/U <fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210> >> "
    b"/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
)
"""Opens with a password that nobody knows."""

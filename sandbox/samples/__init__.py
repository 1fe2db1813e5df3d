"""Sample invoices to photograph: values, a default set, and the drawing of them as pictures."""

from sandbox.samples.defaults import default_samples
from sandbox.samples.invoice import Layout, SampleInvoice, SampleLine
from sandbox.samples.photo import photograph, thumbnail

__all__ = ["Layout", "SampleInvoice", "SampleLine", "default_samples", "photograph", "thumbnail"]

"""All documents at once: versions, identities, stories, comparisons, shared quotations, briefs, rights, checks."""

from generator.corpus.assembly import Corpus, Entry, Index, as_day, assemble, document_day, entries_of

__all__ = ["Corpus", "Entry", "Index", "as_day", "assemble", "document_day", "entries_of"]

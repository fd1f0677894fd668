"""Every code of a problem: what it means, and what helps. The only place that explains them."""

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "unreadable": "The file or folder cannot be opened. Check its permissions.",
        "link": "A link to another file or folder. Links are not followed, because they can lead anywhere "
        "on the machine: put the file itself here, or say `follow_links: true` under the plugin in "
        "`mkdocs.yml`, `--follow-links` on the command line. Followed links never read anything "
        "twice: not what stands in the folder already, and not in circles.",
        "not-a-file": "Neither a file nor a folder. Remove it.",
        "file-name": "The name is not valid text. Rename it.",
        "folder-name": "A folder is named like a document, such as `report.txt`. Rename it.",
        "too-large": "Larger than the limit. Split the file, or raise the limit.",
        "many-problems": "More problems than the page lists. Mend those listed and build again.",
        "not-text": "The bytes are not text in any known encoding. Save the file as text.",
        "missing-library": "A format or an option needs a library that is missing. The message says how to install it.",
        "damaged-file": "The file is cut off or was altered. Collect it again.",
        "locked": "A password locks the file. Save it without one.",
        "scan": "A PDF of pictures without text. Have the text recognised and put the result here.",
        "page-unreadable": "One page of a PDF cannot be read. Compare with the original.",
        "page-heads": "Lines that stand at the head or foot of most pages of a PDF are left out.",
        "entities": "A document declares entities, as no word processor does. It is not read.",
        "holds-many": "A file holds several sources where one is asked for. Unpack it.",
        "member-skipped": "Something in an archive or mail is left out, such as a picture, a link or a hidden file.",
        "archive-too-large": "An archive holds more than the limits allow. Split or unpack it.",
        "archive-too-deep": "Archives stand in archives deeper than the limit. Unpack them.",
        "record-skipped": "A line or row has no text or headline.",
        "no-record": "Nothing in a JSON or CSV file is known as a text. Name its fields with `record_fields`.",
        "no-text": "The file holds no text. Remove it or collect it again.",
        "reading-timeout": "Reading took longer than `read_seconds`. Collect the text in a simpler form.",
        "reading-memory": "Reading took more than `read_memory_mib`. Collect the text in a simpler form.",
        "reading-ended": "The process that read the file was ended. Collect the text in a simpler form.",
        "reading-failed": "A mistake of the generator. The page shows the file as it is. Report it with the file.",
        "document-failed": "A mistake of the generator. What a source says could not be put beside the others, and its "
        "page is empty. Report it with the file.",
        "page-failed": "A mistake of the generator. A page could not be made and says so. Report it with the file.",
        "export-failed": "A mistake of the generator. Feeds, references, data or the search lack something that could "
        "not be made. Report it with the file.",
        "same-bytes": "The same file is here twice. Remove one.",
        "assumed-encoding": "Not UTF-8, and nothing says what it is. If letters look wrong, save it as UTF-8.",
        "damaged-text": "Characters were lost and are shown as �. Compare with the original.",
        "nul-bytes": "The file held NUL bytes. They are left out. Compare with the original.",
        "front-matter": "The front matter of a Markdown file cannot be used. It is shown as text.",
        "crowded-page": "A web page of tens of thousands of elements is not read, nor are the attributes of an element "
        "that has hundreds. Save the article alone, or as text.",
        "struck-text": "A page shows words struck through, which its writer took back: they are not read.",
        "json-ld-unreadable": "Data inside a web page cannot be read. The rest of the page counts.",
        "no-headline": "No line could be taken for the headline; the page bears the name of the file. State it in "
        "a sidecar.",
        "no-date": "The source does not say when it was published. State it in a sidecar if you know.",
        "no-author": "The source names no author. State it in a sidecar if you know.",
        "no-outlet": "The source does not name its outlet. State it in a sidecar if you know.",
        "inferred-date": "The date follows from other things and is not stated. Confirm it in a sidecar.",
        "impossible-value": "A day, an address or a language that is stated and cannot be: a day outside the years "
        "1900 to 2100 or one that no month has, an address that leads nowhere, a code of no language. It is left out. "
        "State the right one in a sidecar.",
        "consent-page": "A dialogue that asks for consent was saved, and no article. The document counts for nothing: "
        "it is on no page of a day, in no story and no brief. Collect it again, or say `trusted: yes` in a sidecar.",
        "error-page": "A server's error, or a check whether the visitor is human, was saved, and no article. The "
        "document counts for nothing. Collect it again, or say `trusted: yes` in a sidecar.",
        "placeholder": "A headline or an author is what a template shows where nothing was filled in. The document "
        "counts for nothing. State the right one in a sidecar, or say `trusted: yes`.",
        "menu-headline": "The headline is a line of the page's menu. The document counts for nothing. State the right "
        "one in a sidecar, or say `trusted: yes`.",
        "day-contradicted": "A day of publication that the source contradicts: its text tells of a later day as past, "
        "or its address names another. It is not believed; the day of the address counts as inferred. State the right "
        "one in a sidecar.",
        "weekday-contradicts": "A weekday does not fit its date. Check the date.",
        "missing-posts": "A live blog announces another number of posts than it has. Collect it again, unfolded.",
        "posts-without-time": "Posts have a time of day, and nothing says on which day or in which zone.",
        "no-topic": "No topic matches. Is that right?",
        "topic-suggested": "Documents in no topic share these phrases. Should they make one?",
        "unknown-topic": "A sidecar names a topic that the desk does not have.",
        "unlisted-name": "Several documents name somebody whom `people.yml` does not list. Is this the full name?",
        "near-copy": "Most of the text stands in an earlier document too. Nothing to do; stories count them as "
        "one report.",
        "unused-silence": "An entry of `checks.yml` silences nothing any more. Remove it.",
        "unused-topic": "A topic matches nothing. Are its phrases those of the sources?",
        "language": "`theme.language` in `mkdocs.yml` is a language in which the site has no words. Its pages are "
        "in English.",
        "same-address": "Two files or names would have pages at one address, by chance or on purpose. One page has a "
        "longer address, and links to it from before lead to the other. Rename one of them if that matters.",
        "redirect": "A redirect from an address that has a page, or to one that has none.",
        "desk": "A mistake in a file of `_desk/`. The message says where.",
        "sidecar": "A line of a sidecar cannot be used.",
        "override-stale": "The passage that a change in a sidecar is tied to is gone or was changed. Write the change"
        " again, or remove it.",
        "sidecar-alone": "No source stands beside a sidecar. Rename or remove it.",
        "manifest-unreadable": "From `briefings verify`: the list of files is gone or damaged. Build it again.",
        "file-added": "From `briefings verify`: a file that the build did not make. Build it again.",
        "file-changed": "From `briefings verify`: a file that is not as it was built. Build it again.",
        "file-removed": "From `briefings verify`: a file of the build that is gone. Build it again.",
        "page-limit": "The source is longer than a page may be. The page shows the beginning, a plain file the "
        "whole. Split the source to have all of it on pages.",
        "restricted-copy": "A text of which your desk allows to show only a part is shown in full under another "
        "outlet's name. Say `rights:` for that one too, or silence this if it may be shown.",
        "site-size": "The site is larger than `max_site_mb`, by default the 1 GB that GitHub Pages takes. The "
        "message names the largest folders.",
    }
)

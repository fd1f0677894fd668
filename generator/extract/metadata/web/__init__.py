"""What saved web pages say of themselves beside their text: authors, dates, titles, the name of the site."""

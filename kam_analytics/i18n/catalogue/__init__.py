"""English texts by code, one module per room; every module has `MESSAGES`.

Add a text to the module of the room that says it. Placeholders are named (`{file}`), and a text that counts has the
plural form as its second string.
"""

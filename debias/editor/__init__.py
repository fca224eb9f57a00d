"""debias in an editor: the Language Server Protocol, by pygls, over standard input and output."""

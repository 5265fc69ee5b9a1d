"""Writing and answering with a language model: LangChain and the openai client live here, only here. Importing it is cheap."""

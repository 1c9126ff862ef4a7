"""The way of one document: file > pages > slides > chunks > vectors > generation."""

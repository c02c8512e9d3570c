"""The respondent's pages: welcome, one screen of questions at a time, review, thanks and own answers."""

"""Survey templates as XLSForm workbooks and back: Excel, ODK, KoboToolbox."""

"""Tests of XLSForm workbooks."""

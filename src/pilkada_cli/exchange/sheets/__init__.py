"""Sheets as offices send them: CSV, XLSX and XLS read as rows, their columns recognised."""

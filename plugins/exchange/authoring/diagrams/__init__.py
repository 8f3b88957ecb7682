"""Diagrams from text: flows, decision trees and timelines, drawn as SVG without any other program."""

package dev.gyre.monitoring.harvest;

/**
 * Why a sample of the proof part has no label.
 *
 * @param by who says so
 */
record Skip(String reason, String by) {}

package dev.gyre.api.monitoring;

/**
 * A harvest that chose a sample.
 *
 * @param number of the harvest in its incident, from 1
 * @param item how and of which prediction
 */
public record HarvestedSample(
    HarvestId harvest, IncidentId incident, int number, String endpoint, HarvestItem item) {}

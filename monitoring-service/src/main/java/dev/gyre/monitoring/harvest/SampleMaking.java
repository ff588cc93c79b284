package dev.gyre.monitoring.harvest;

import dev.gyre.api.data.NewSample;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.SampleIntakeApi;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.serving.PredictionsApi;
import dev.gyre.infra.security.Callers;
import dev.gyre.monitoring.incident.IncidentEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes samples in data of what was logged. */
@Component
class SampleMaking {

  /** The most that are made at once. */
  static final int BATCH = 200;

  private final TaskContractsApi contracts;
  private final PredictionsApi predictions;
  private final SampleIntakeApi intake;

  SampleMaking(TaskContractsApi contracts, PredictionsApi predictions, SampleIntakeApi intake) {
    this.contracts = contracts;
    this.predictions = predictions;
    this.intake = intake;
  }

  /**
   * A sample that is there now.
   *
   * @param className its accepted label; absent without one
   */
  record Made(SampleId id, @Nullable String className) {}

  /** By key; may be repeated. */
  Map<String, Made> make(HarvestEntry harvest, IncidentEntry incident, List<ItemEntry> items) {
    return Callers.asService(
        "monitoring",
        () -> {
          String stream = contracts.current(incident.slug()).contract().streams().getFirst().name();
          List<NewSample> wanted =
              items.stream().map(item -> sample(incident, item, stream)).toList();
          Map<String, Made> made = new HashMap<>();
          for (Sample sample : intake.intake(incident.slug(), harvest.id(), wanted)) {
            made.put(sample.key(), new Made(sample.id(), sample.className()));
          }
          return made;
        });
  }

  private NewSample sample(IncidentEntry incident, ItemEntry item, String stream) {
    return new NewSample(
        item.sampleKey(),
        null,
        null,
        item.group(),
        Map.of(),
        List.of(new StreamItem(stream, item.payload(), item.mediaType(), size(incident, item))));
  }

  /** The log does not say it, so the picture is read through. */
  private long size(IncidentEntry incident, ItemEntry item) {
    try (InputStream picture =
        predictions.payload(incident.slug(), incident.endpoint(), item.logId())) {
      return picture.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

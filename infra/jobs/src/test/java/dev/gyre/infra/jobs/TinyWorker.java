package dev.gyre.infra.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A worker that does what its input says and needs no other class: {@code {"do":"exit-3"}}, {@code
 * wait}, {@code environment}, {@code children}, {@code allocate}.
 */
final class TinyWorker {

  private static final Pattern DO = Pattern.compile("\"do\":\"([a-z]+)(?:-([0-9]+))?\"");
  private static final List<byte[]> KEPT = new ArrayList<>();

  private TinyWorker() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    Matcher what = DO.matcher(line);
    if (!what.find()) {
      System.exit(99);
    }
    System.out.println("told to " + what.group(1));
    switch (what.group(1)) {
      case "exit" -> System.exit(Integer.parseInt(what.group(2)));
      case "environment" -> System.getenv().keySet().stream().sorted().forEach(System.out::println);
      case "children" -> startChildren();
      case "allocate" -> allocate(Integer.parseInt(what.group(2)));
      default -> new CountDownLatch(1).await();
    }
  }

  /** One that stays, and one whose parent ends at once. */
  private static void startChildren() throws IOException, InterruptedException {
    new ProcessBuilder("sleep", "1000").start();
    new ProcessBuilder("sh", "-c", "sleep 1001 &").start().waitFor();
    System.out.println("children started");
    new CountDownLatch(1).await();
  }

  private static void allocate(int mebibytes) throws InterruptedException {
    for (int i = 0; i < mebibytes; i++) {
      KEPT.add(new byte[1 << 20]);
    }
    System.out.println("allocated " + KEPT.size());
    new CountDownLatch(1).await();
  }
}

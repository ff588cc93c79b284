/**
 * The program that carries out attempts of jobs, as a process of its own: no database, no service.
 *
 * <p><b>Layout.</b> The build leaves a jar and beside it a folder {@code lib} with all that it
 * needs; its manifest names them, so nothing is unpacked at start. The engine's native jar lies
 * there once (112 MB) and goes into no other archive.
 *
 * <p><b>Start.</b> {@code java -Xmx<heap> -XX:+UseSerialGC -Djava.io.tmpdir=<attempt>/tmp -jar
 * gyre-worker.jar} in the attempt's folder, with this environment:
 *
 * <ul>
 *   <li>{@code DJL_CACHE_DIR}: a folder in the home, such as {@code <home>/native}, in which the
 *       engine unpacks itself once (450 MB) for all workers. Without it, it does so in the folder
 *       for temporary files, each time.
 *   <li>{@code OMP_WAIT_POLICY=PASSIVE}: else waiting threads spin, which makes a step several
 *       times slower on shared cores.
 *   <li>{@code ORT_DISABLE_TELEMETRY=1}: for releases of ONNX Runtime that have any.
 * </ul>
 *
 * Native access is granted by the manifest; all other settings of the engine, the recipe's number
 * of threads among them, are made by the program before the engine is loaded. Half of an attempt's
 * memory is right for the heap, the rest is for native memory.
 *
 * <p><b>End.</b> See {@link dev.gyre.worker.attempt.WorkerExit}. The log goes to the server by
 * heartbeat; standard error holds only why a worker ended without completing, and stack traces.
 */
@NullMarked
package dev.gyre.worker;

import org.jspecify.annotations.NullMarked;

package dev.gyre.streams.codec;

import dev.gyre.streams.array.NdArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * numpy's <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">NPY</a>,
 * versions 1 to 3, either byte order, rows or columns first. Types that arrays here do not have
 * become the next larger that holds them without loss: {@code bool} {@code uint8}, {@code int8} and
 * {@code int16} {@code int32}, {@code uint32} {@code int64}, {@code float16} {@code float32}.
 * Writes version 1, little-endian, rows first.
 */
public final class NpyCodec implements Codec {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;

  @Override
  public String name() {
    return "npy";
  }

  @Override
  public String mediaType() {
    return "application/x-npy";
  }

  @Override
  public boolean recognises(byte[] file) {
    return file.length >= MAGIC.length
        && Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  @Override
  public Probed probe(byte[] file, DecodeOptions options) {
    return switch (read(file, options)) {
      case NpyHeader.Result.Refused(Refusal refusal) -> refusal;
      case NpyHeader.Result.Read(NpyHeader header) -> facts(header);
    };
  }

  @Override
  public Decoded decode(byte[] file, DecodeOptions options) {
    return switch (read(file, options)) {
      case NpyHeader.Result.Refused(Refusal refusal) -> refusal;
      case NpyHeader.Result.Read(NpyHeader header) -> {
        ArrayHeader facts = facts(header);
        NdArray stored = values(file, header, facts.sides());
        yield new DecodedArray(facts, header.fortranOrder() ? byRows(stored) : stored);
      }
    };
  }

  @Override
  public byte[] encode(NdArray values) {
    String shape =
        Arrays.stream(values.shape()).mapToObj(side -> side + ",").collect(Collectors.joining(" "));
    if (values.rank() > 1) {
      shape = shape.substring(0, shape.length() - 1);
    }
    String descr =
        switch (values.type()) {
          case UINT8 -> "|u1";
          case UINT16 -> "<u2";
          case INT32 -> "<i4";
          case INT64 -> "<i8";
          case FLOAT32 -> "<f4";
          case FLOAT64 -> "<f8";
        };
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(descr, shape);
    int unpadded = MAGIC.length + 4 + text.length() + 1;
    int dataAt = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer out =
        ByteBuffer.allocate(
                Math.addExact(dataAt, Math.multiplyExact(values.length(), values.type().bytes())))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (dataAt - MAGIC.length - 4));
    out.put((text + " ".repeat(dataAt - unpadded) + "\n").getBytes(StandardCharsets.US_ASCII));
    switch (values.type()) {
      case UINT8 -> out.put(values.bytes());
      case UINT16 -> out.asShortBuffer().put(values.shorts());
      case INT32 -> out.asIntBuffer().put(values.ints());
      case INT64 -> out.asLongBuffer().put(values.longs());
      case FLOAT32 -> out.asFloatBuffer().put(values.floats());
      case FLOAT64 -> out.asDoubleBuffer().put(values.doubles());
    }
    return out.array();
  }

  private static NpyHeader.Result read(byte[] file, DecodeOptions options) {
    if (file.length > options.limits().maxBytes()) {
      return new NpyHeader.Result.Refused(Codecs.tooManyBytes(file, options.limits()));
    }
    NpyHeader.Result result = NpyHeader.read(file, options.limits());
    Refusal refusal =
        result instanceof NpyHeader.Result.Read(NpyHeader header)
            ? options.tooDeep(8 * header.stored().bytes())
            : null;
    return refusal == null ? result : new NpyHeader.Result.Refused(refusal);
  }

  private ArrayHeader facts(NpyHeader header) {
    return new ArrayHeader(
        name(), header.stored().type(), header.shape(), 8 * header.stored().bytes());
  }

  private static NdArray values(byte[] file, NpyHeader header, int[] shape) {
    ByteBuffer bytes =
        ByteBuffer.wrap(file, header.dataAt(), file.length - header.dataAt())
            .slice()
            .order(header.order());
    int count = bytes.remaining() / header.stored().bytes();
    return switch (header.stored()) {
      case B1, U1 -> {
        byte[] values = new byte[count];
        bytes.get(values);
        yield NdArray.uint8(values, shape);
      }
      case U2 -> {
        short[] values = new short[count];
        bytes.asShortBuffer().get(values);
        yield NdArray.uint16(values, shape);
      }
      case I1, I2, I4 -> {
        int[] values = new int[count];
        Arrays.setAll(values, i -> whole(bytes, header.stored(), i));
        yield NdArray.int32(values, shape);
      }
      case U4, I8 -> {
        long[] values = new long[count];
        boolean small = header.stored() == NpyHeader.Stored.U4;
        Arrays.setAll(
            values,
            i -> small ? Integer.toUnsignedLong(bytes.getInt(4 * i)) : bytes.getLong(8 * i));
        yield NdArray.int64(values, shape);
      }
      case F2, F4 -> {
        float[] values = new float[count];
        boolean half = header.stored() == NpyHeader.Stored.F2;
        for (int i = 0; i < count; i++) {
          values[i] = half ? Float.float16ToFloat(bytes.getShort(2 * i)) : bytes.getFloat(4 * i);
        }
        yield NdArray.float32(values, shape);
      }
      case F8 -> {
        double[] values = new double[count];
        bytes.asDoubleBuffer().get(values);
        yield NdArray.float64(values, shape);
      }
    };
  }

  private static int whole(ByteBuffer bytes, NpyHeader.Stored stored, int i) {
    return switch (stored.bytes()) {
      case 1 -> bytes.get(i);
      case 2 -> bytes.getShort(2 * i);
      default -> bytes.getInt(4 * i);
    };
  }

  /** Values that lie column by column, put row by row. */
  private static NdArray byRows(NdArray columns) {
    int[] shape = columns.shape();
    return columns.gather(
        to -> {
          int rest = to;
          int stride = 1;
          for (int side : shape) {
            stride *= side;
          }
          int from = 0;
          for (int axis = shape.length - 1; axis >= 0; axis--) {
            stride /= shape[axis];
            from += rest % shape[axis] * stride;
            rest /= shape[axis];
          }
          return from;
        },
        shape);
  }
}

package io.kvstore.internal.socket;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A socket whose read timeout also bounds two waits that the JDK leaves unbounded. After a read timed out, every read
 * fails at once; otherwise TLS would read again when it is closed, and wait as long again. And a write that hangs
 * because the other side does not read ends after the same time. Used by one thread at a time, except for {@link
 * #close}.
 */
final class PromptSocket extends Socket {

    /** A write of this size always fits into the buffers of the operating system if nothing else is in them. */
    private static final int SURELY_BUFFERED = 16 * 1024;

    private volatile boolean timedOut;
    private long unanswered; // bytes written since the last read

    @Override
    public InputStream getInputStream() throws IOException {
        return new Input(super.getInputStream());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new Output(super.getOutputStream());
    }

    private final class Input extends FilterInputStream {

        Input(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (timedOut) {
                throw new SocketTimeoutException("timed out before");
            }
            try {
                int count = super.read(bytes, offset, length);
                unanswered = 0;
                return count;
            } catch (SocketTimeoutException e) {
                timedOut = true;
                throw e;
            }
        }
    }

    private final class Output extends FilterOutputStream {

        Output(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            unanswered += length;
            int timeout = getSoTimeout();
            if (unanswered <= SURELY_BUFFERED || timeout == 0) {
                out.write(bytes, offset, length);
            } else {
                writeWithin(timeout, bytes, offset, length);
            }
        }

        private void writeWithin(int timeout, byte[] bytes, int offset, int length) throws IOException {
            CompletableFuture<Boolean> written = new CompletableFuture<>();
            CompletableFuture<Boolean> closed = written.orTimeout(timeout, TimeUnit.MILLISECONDS)
                    .handle((done, late) -> late != null && closeLate());
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                if (timedOut) {
                    SocketTimeoutException late = new SocketTimeoutException("Write timed out");
                    late.initCause(e);
                    throw late;
                }
                throw e;
            } finally {
                written.complete(true);
                closed.cancel(false);
            }
        }
    }

    /** Runs on a thread of the JDK. It ends the write. */
    private boolean closeLate() {
        timedOut = true;
        try {
            close();
        } catch (IOException e) {
            return false; // nobody uses it any more
        }
        return true;
    }
}

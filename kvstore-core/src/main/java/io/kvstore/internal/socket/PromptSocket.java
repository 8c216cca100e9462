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
 * A socket whose read timeout bounds what the JDK leaves unbounded. A read that timed out was the last one: TLS reads on
 * when it is closed, and would wait as long again. And a write that is stuck, since the other side reads nothing, ends
 * like a read does. Used by one thread at a time, but for {@link #close}.
 */
final class PromptSocket extends Socket {

    /** Less than that finds room in the system's buffers, when nothing else is under way. */
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

    /** On a thread of the JDK's: it ends the write. */
    private boolean closeLate() {
        timedOut = true;
        try {
            close();
        } catch (IOException e) {
            return false; // it is as good as closed: nobody uses it any more
        }
        return true;
    }
}

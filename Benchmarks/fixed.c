// The limit for HTTP on this machine: `fixed PORT`, a bare epoll loop that answers every request with the same bytes, as
// long as the benchmark server's answer. It looks for the end of the head and believes Content-Length, no more. Linux only.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { most_connections = 4096, buffer_size = 8192 };

static struct { char bytes[buffer_size]; size_t count; } connections[most_connections];

static const char body[] =
  "{\"jsonrpc\":\"2.0\",\"id\":123456,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"{\\\"text\\\":\\\"hello world 123456\\\"}\"}],"
  "\"structuredContent\":{\"text\":\"hello world 123456\"},\"resultType\":\"complete\",\"_meta\":{\"io.modelcontextprotocol/serverInfo\":"
  "{\"name\":\"benchmark\",\"version\":\"1\"}}}}";
static char answer[1024];
static size_t answer_length;

// Bytes of the first request that the buffer holds, or 0.
static size_t request_length(const char *bytes, size_t count) {
  const char *end = memmem(bytes, count, "\r\n\r\n", 4);
  if (!end) return 0;
  size_t head = end + 4 - bytes;
  const char *length = memmem(bytes, head, "Content-Length: ", 16);
  size_t whole = head + (length ? strtoul(length + 16, NULL, 10) : 0);
  return whole <= count ? whole : 0;
}

static void serve(int connection) {
  char *bytes = connections[connection].bytes;
  size_t *count = &connections[connection].count;
  ssize_t got = read(connection, bytes + *count, buffer_size - *count);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) {
    close(connection);
    return;
  }
  *count += got;
  for (size_t length; (length = request_length(bytes, *count)) > 0;) {
    memmove(bytes, bytes + length, *count -= length);
    if (write(connection, answer, answer_length) < 0) return;
  }
}

int main(int count, char **arguments) {
  if (count != 2) return fprintf(stderr, "usage: fixed PORT\n"), 2;
  answer_length = snprintf(answer, sizeof answer,
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", sizeof body - 1, body);
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(arguments[1]))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 1024) < 0)
    return perror("fixed"), 1;
  int poller = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event events[256], event = {.events = EPOLLIN, .data.fd = listener};
  epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
  while (1) {
    int ready = epoll_wait(poller, events, 256, -1);
    for (int index = 0; index < ready; index++) {
      int descriptor = events[index].data.fd;
      if (descriptor != listener) {
        serve(descriptor);
        continue;
      }
      int connection = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
      if (connection < 0) continue;
      if (connection >= most_connections) {
        close(connection);
        continue;
      }
      connections[connection].count = 0;
      setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      event = (struct epoll_event){.events = EPOLLIN, .data.fd = connection};
      epoll_ctl(poller, EPOLL_CTL_ADD, connection, &event);
    }
  }
}

// A server that is a child process and speaks lines on its standard streams.

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct {
  pid_t pid;
  int input, output;          // our ends: we write to `input` and read from `output`
  char *bytes;                // what was read
  size_t start, end, capacity;
  const char *failure;        // why the last operation failed
} Server;

typedef struct {
  const char *text;  // null: there was none; ends with its newline
  size_t length;     // without the newline
} Line;

// Ends every wait of this process after that many seconds, until called anew: a server that hangs is a failure.
void limit_waits(int seconds);
double now(void);  // seconds

bool server_start(Server *server, char *const arguments[]);
bool server_send(Server *server, const char *text, size_t length);
// The next line, valid until the next call.
Line server_receive(Server *server);
// Writes all of `text` and reads `count` lines at the same time, so that neither side waits for the other's pipe.
// The lines are then ready for `server_receive`.
bool server_exchange(Server *server, const char *text, size_t length, size_t count);
double server_cpu(const Server *server);          // seconds used up to now, by all of its threads
double server_peak_memory(const Server *server);  // bytes resident at most, up to now
// Closes its input and waits for its end; kills it when it doesn't come.
void server_end(Server *server);

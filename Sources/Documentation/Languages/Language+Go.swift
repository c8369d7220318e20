extension Language {
  static let go = Language(
    name: "go", title: "Go", fence: "go",
    setup: { target in
      """
      The standard library is enough. Start with `set -a; . ./\(target.envFile); set +a; go run .`, or read the file with \
      `github.com/joho/godotenv`.
      """
    },
    call: { target in
      #"""
      body := strings.NewReader(`{"model":"\#(target.model)","max_tokens":200,"messages":[{"role":"user","content":"Hello!"}]}`)
      request, _ := http.NewRequest("POST", "\#(target.address)/chat/completions", body)
      request.Header.Set("Authorization", "Bearer "+os.Getenv("\#(target.keyVariable)"))
      request.Header.Set("Content-Type", "application/json")
      response, err := http.DefaultClient.Do(request)
      if err != nil {
      	log.Fatal(err)
      }
      defer response.Body.Close()
      io.Copy(os.Stdout, response.Body)
      """#
    },
    stream: { target in
      #"""
      package main

      import (
      	"bufio"
      	"encoding/json"
      	"fmt"
      	"log"
      	"net/http"
      	"os"
      	"strings"
      )

      func main() {
      	body := `{"model":"\#(target.model)","max_tokens":500,"stream":true,"messages":[{"role":"user","content":"Count to five."}]}`
      	request, err := http.NewRequest("POST", "\#(target.address)/chat/completions", strings.NewReader(body))
      	if err != nil {
      		log.Fatal(err)
      	}
      	request.Header.Set("Authorization", "Bearer "+os.Getenv("\#(target.keyVariable)"))
      	request.Header.Set("Content-Type", "application/json")
      	response, err := http.DefaultClient.Do(request)
      	if err != nil {
      		log.Fatal(err)
      	}
      	defer response.Body.Close()
      	if response.StatusCode != http.StatusOK {
      		log.Fatal(response.Status)
      	}
      	lines := bufio.NewScanner(response.Body)
      	lines.Buffer(nil, 1<<20)
      	for lines.Scan() {
      		line := lines.Text()
      		if !strings.HasPrefix(line, "data: ") || line == "data: [DONE]" {
      			continue
      		}
      		var event struct {
      			Choices []struct{ Delta struct{ Content string } }
      			Error   *struct{ Message string }
      		}
      		if err := json.Unmarshal([]byte(line[len("data: "):]), &event); err != nil {
      			log.Fatal(err)
      		}
      		if event.Error != nil {
      			log.Fatal(event.Error.Message)
      		}
      		if len(event.Choices) > 0 {
      			fmt.Print(event.Choices[0].Delta.Content)
      		}
      	}
      	if err := lines.Err(); err != nil {
      		log.Fatal(err)
      	}
      }
      """#
    },
    retries: { target in
      #"""
      package main

      import (
      	"bytes"
      	"encoding/json"
      	"fmt"
      	"log"
      	"net/http"
      	"os"
      	"strconv"
      	"time"
      )

      var client = &http.Client{Timeout: time.Minute}

      type answer struct {
      	Choices []struct{ Message struct{ Content string } }
      	Error   *struct {
      		Code    int
      		Message string
      	}
      }

      func ask(prompt string) (string, error) {
      	body, err := json.Marshal(map[string]any{
      		"model": "\#(target.model)", "max_tokens": 500,
      		"messages": []map[string]string{{"role": "user", "content": prompt}},
      	})
      	if err != nil {
      		return "", err
      	}
      	for attempt := 0; ; attempt++ {
      		request, err := http.NewRequest("POST", "\#(target.address)/chat/completions", bytes.NewReader(body))
      		if err != nil {
      			return "", err
      		}
      		request.Header.Set("Authorization", "Bearer "+os.Getenv("\#(target.keyVariable)"))
      		request.Header.Set("Content-Type", "application/json")
      		response, err := client.Do(request)
      		if err != nil {
      			return "", err
      		}
      		var answer answer
      		_ = json.NewDecoder(response.Body).Decode(&answer)
      		response.Body.Close()
      		status, message := response.StatusCode, response.Status
      		if answer.Error != nil { // may come with status 200
      			status, message = answer.Error.Code, answer.Error.Message
      		} else if status == http.StatusOK && len(answer.Choices) > 0 {
      			return answer.Choices[0].Message.Content, nil
      		}
      		if attempt == 4 || (status != 408 && status != 429 && status < 500) {
      			return "", fmt.Errorf("%d: %s", status, message)
      		}
      		pause := time.Second << attempt
      		if seconds, err := strconv.Atoi(response.Header.Get("Retry-After")); err == nil {
      			pause = time.Duration(seconds) * time.Second
      		}
      		time.Sleep(pause)
      	}
      }

      func main() {
      	text, err := ask("Hello!")
      	if err != nil {
      		log.Fatal(err)
      	}
      	fmt.Println(text)
      }
      """#
    },
    traps: [
      "A `bufio.Scanner` stops at lines of more than 64 KiB: give it a larger buffer.",
      "The default client has no timeout.",
      "A body can be read once: make a new request for each attempt.",
    ])
}

// Work done by several threads, results taken in the order of the input: output does not depend on the number of threads.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace dragoman::base {

/// Items go in by push() (which blocks while `4 x threads` are under way, so memory stays bounded), `work` runs on one of `threads` threads,
/// `take` is called with each result in input order, never two calls at once. finish() waits for all and rethrows what a worker or `take` threw.
/// With one thread everything runs inside push().
template <class In, class Out>
class OrderedWorkers {
 public:
  using Work = std::function<Out(std::size_t worker, In item)>;
  using Take = std::function<void(Out result)>;

  OrderedWorkers(std::size_t threads, Work work, Take take) : work_(std::move(work)), take_(std::move(take)), limit_(4 * threads) {
    if (threads > 1)
      for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this, i] { run(i); });
  }
  OrderedWorkers(const OrderedWorkers&) = delete;
  OrderedWorkers& operator=(const OrderedWorkers&) = delete;
  ~OrderedWorkers() { stop(); }

  /// False once something was thrown: no use to push more.
  bool push(In item) {
    if (threads_.empty()) {
      take_(work_(0, std::move(item)));
      return true;
    }
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return failure_ || pushed_ - taken_ < limit_; });
    if (failure_) return false;
    queue_.emplace_back(pushed_++, std::move(item));
    ready_.notify_one();
    return true;
  }

  void finish() {
    stop();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void stop() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
    for (std::thread& thread : threads_)
      if (thread.joinable()) thread.join();
  }

  void run(std::size_t worker) {
    while (true) {
      std::optional<std::pair<std::size_t, In>> job;
      {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [&] { return closed_ || failure_ || !queue_.empty(); });
        if (failure_ || queue_.empty()) return;
        job.emplace(std::move(queue_.front()));
        queue_.pop_front();
      }
      try {
        Out result = work_(worker, std::move(job->second));
        std::unique_lock lock(mutex_);
        done_.emplace(job->first, std::move(result));
        // whoever holds the next result in order hands it on; `taking_` keeps the calls apart while the lock is open
        while (!taking_ && !done_.empty() && done_.begin()->first == taken_ && !failure_) {
          auto next = done_.extract(done_.begin());
          taking_ = true;
          lock.unlock();
          try {
            take_(std::move(next.mapped()));
          } catch (...) {
            lock.lock();
            taking_ = false;
            lock.unlock();
            throw;
          }
          lock.lock();
          taking_ = false;
          ++taken_;
          room_.notify_one();
        }
      } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!failure_) failure_ = std::current_exception();
        room_.notify_all();
        ready_.notify_all();
        return;
      }
    }
  }

  Work work_;
  Take take_;
  std::size_t limit_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::condition_variable room_;
  std::deque<std::pair<std::size_t, In>> queue_;
  std::map<std::size_t, Out> done_;
  std::vector<std::thread> threads_;
  std::size_t pushed_ = 0;
  std::size_t taken_ = 0;
  bool taking_ = false;
  bool closed_ = false;
  std::exception_ptr failure_;
};

}  // namespace dragoman::base

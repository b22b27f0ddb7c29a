/* Runs a command while a file is open without sharing, as Excel opens a workbook: locked.exe FILE PROGRAM ARGUMENTS. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

int wmain(int count, wchar_t **words) {
    wchar_t line[8192] = L"";
    HANDLE file = CreateFileW(words[1], GENERIC_READ, 0, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    STARTUPINFOW start = { sizeof start };
    PROCESS_INFORMATION process;
    DWORD status = 99;
    if (file == INVALID_HANDLE_VALUE) { fprintf(stderr, "locked.exe: the file cannot be opened\n"); return 99; }
    for (int at = 2; at < count; at++) { wcscat(line, at > 2 ? L" \"" : L"\""); wcscat(line, words[at]); wcscat(line, L"\""); }
    if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &process)) { fprintf(stderr, "locked.exe: nothing runs\n"); return 99; }
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &status);
    CloseHandle(file);
    return (int)status;
}

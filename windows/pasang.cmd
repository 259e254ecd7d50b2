@echo off
rem Memasang pilkada dari folder ini: tanpa internet, tanpa hak administrator.
rem Installs pilkada from this folder: no internet, no administrator rights.
setlocal
set "TEMPAT=%LOCALAPPDATA%\Programs\pilkada"
set "PY=py -3"
where py >nul 2>nul || set "PY=python"
%PY% -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))" >nul 2>nul || goto tanpa_python
%PY% -m venv "%TEMPAT%" || goto gagal
"%TEMPAT%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --no-index --find-links "%~dp0wheels" --upgrade "pilkada-cli[word]" || goto gagal
copy /y "%TEMPAT%\Scripts\pilkada.exe" "%LOCALAPPDATA%\Microsoft\WindowsApps\pilkada.exe" >nul || goto gagal
"%TEMPAT%\Scripts\pilkada.exe" --version || goto gagal
echo.
echo Terpasang. Buka jendela perintah yang baru, lalu ketik: pilkada init
echo Installed. Open a new command window and type: pilkada init
pause
exit /b 0

:tanpa_python
echo Python 3.11 sampai 3.14 belum terpasang di komputer ini.
echo Pasang dari python.org untuk pengguna ini saja, lalu jalankan lagi berkas ini.
echo Python 3.11 to 3.14 is not on this computer. Install it from python.org
echo for this user only, then run this file again.
pause
exit /b 1

:gagal
echo.
echo Pemasangan gagal; keterangannya di atas. Register yang ada tidak tersentuh.
echo The installation failed, for the reason above. No register was touched.
pause
exit /b 1
